expired.yaml:29:12: սխալ[PB301]՝ «Ani A»՝ միաժամանակ երկու կետում, «First» և «Second»
   29 |         - {session: Second, time: 10:00-12:00, who: ani}
      |            ^^^^^^^^^^^^^^^
expired.yaml:28:12: նշում՝ մյուս կետն այստեղ է
   28 |         - {session: First, time: 09:00-11:00, who: ani}
      |            ^^^^^^^^^^^^^^
expired.yaml:30:47: նախազգուշացում[PB113]՝ այս բացառության ժամկետը (PB301) լրացել է. հեռացնել այն
   30 | waive: [{check: PB301, reason: agreed, until: 2026-12-31}]
      |                                               ^^^^^^^^^^
1 սխալ, 1 նախազգուշացում
exit 1
