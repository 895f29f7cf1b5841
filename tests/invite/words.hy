From: Համատեղ քարտուղարություն <office@peacebridge.example>
To: Անի Սարգսյան <ani@regional.example>
Subject: Հրավեր՝ Այց Բաքու, 2027 թ. ապրիլի 14–15
Date: Mon, 1 Mar 2027 00:00:00 +0000
Message-ID: <9f5a1d87d8fd486c7335250d3df3d5f0@peacebridge.example>
Content-Language: hy

Անի Սարգսյան

Հրավիրում ենք Ձեզ մասնակցելու «Այց Բաքու» միջոցառմանը։

Այց Բաքու
Բաքու, Ադրբեջան
2027 թ. ապրիլի 14–15
Հյուրընկալող կողմ՝ Ադրբեջանական պատվիրակություն
Ադրբեջանական պատվիրակություն՝ Լեյլա Մամեդովա
Հայկական պատվիրակություն՝ Անի Սարգսյան
Այլ մասնակիցներ՝ Քրիս Հիլ

Կապի համար՝ Լեյլա Մամեդովա, +994 00 0000000

Ձեր ծրագիրը

2027 թ. ապրիլի 14, չորեքշաբթի
  1 գիշեր      Հյուրանոց հրապարակում
               կեցություն · 2027 թ. ապրիլի 14–15
               Անի Սարգսյան
  09:00–10:15  XX 101
               չվերթ · Զվարթնոց միջազգային օդանավակայան, Երևան → Հեյդար
               Ալիևի անվան միջազգային օդանավակայան
               Անի Սարգսյան
  15:00–17:00  Կլոր սեղան
               նիստ · Նախագահական գրադարան
               երկու պատվիրակությունը
  19:00–21:00  Ընթրիք
               սնունդ · Հյուրանոց հրապարակում
               երկու պատվիրակությունը, Քրիս Հիլ

2027 թ. ապրիլի 15, հինգշաբթի
  14:30–15:45  XX 102
               չվերթ · Հեյդար Ալիևի անվան միջազգային օդանավակայան →
               Զվարթնոց միջազգային օդանավակայան, Երևան
               Անի Սարգսյան

Խնդրում ենք պատասխանել Ձեր օրացույցում՝ ընդունել կամ մերժել հրավերը կամ առաջարկել այլ ժամ։

Համատեղ քարտուղարություն
office@peacebridge.example

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//pbplan//pbplan//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:baku-2027-04.peace-bridge@peacebridge.example
DTSTAMP:20270301T000000Z
LAST-MODIFIED:20270301T000000Z
SEQUENCE:0
ATTENDEE;CN="Անի Սարգսյան";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ani@regional.example
DTSTART;VALUE=DATE:20270414
DTEND;VALUE=DATE:20270416
SUMMARY;LANGUAGE=hy:Այց Բաքու
LOCATION:Բաքու\, Ադրբեջան
GEO:40.377700;49.892000
DESCRIPTION:2027 թ. ապրիլի 14–15\nՀյուրընկալող կողմ՝ Ադրբեջանական պատվիրակություն\nԱդրբեջանական պատվիրակություն՝ Լեյլա Մամեդովա\nՀայկական պատվիրակություն՝ Անի Սարգսյան\nԱյլ մասնակիցներ՝ Քրիս Հիլ\n\nԿապի համար՝ Լեյլա Մամեդովա\, +994 00 0000000
CATEGORIES:այց
CLASS:PRIVATE
STATUS:CONFIRMED
TRANSP:TRANSPARENT
COLOR:navy
ORGANIZER:mailto:office@peacebridge.example
END:VEVENT
END:VCALENDAR

attached: person-ani.ics
