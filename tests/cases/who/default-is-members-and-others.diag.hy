default-is-members-and-others.yaml:28:12: սխալ[PB301]՝ «Ani A» և ևս 3 անձ՝ միաժամանակ երկու կետում, «First» և «Second». փոխել դրանցից մեկի ժամը կամ մասնակիցներին
   28 |         - {session: Second, time: 10:00-12:00}
      |            ^^^^^^^^^^^^^^^
default-is-members-and-others.yaml:27:12: նշում՝ մյուս կետն այստեղ է
   27 |         - {session: First, time: 09:00-11:00}
      |            ^^^^^^^^^^^^^^
1 սխալ
exit 1
