Border crossings

Այց Բաքու · 2027 թ. ապրիլի 15–17 · Բաքու
────────────────────────────────────────

2027 թ. ապրիլի 14, չորեքշաբթի · 19:40 (UTC+2)–02:05+1 (UTC+4) · չվերթ XX 641,
Վիեննայի միջազգային օդանավակայան, Վիեննա → Հեյդար Ալիևի անվան միջազգային
օդանավակայան, Բաքու · Ավստրիա → Ադրբեջան
  1 · Eva Lindner
    nationality՝ Ավստրիա; passport number՝ U0000101; passport valid until՝ 2033
    թ. հունիսի 30; date of birth՝ 1969-12-24

2027 թ. ապրիլի 15, հինգշաբթի · 10:15–11:15 · Ոսկեպար / Աշաղը Ասկիպարա · Հայաստան
→ Ադրբեջան
  1 · Ani Sargsyan · Անի Սարգսյան
    nationality՝ Հայաստան; passport number՝ AB0000101; passport valid until՝
    2031 թ. մայիսի 1; date of birth՝ 1980-01-31; permit՝ սահմանի հատման
    թույլտվություն (permit), 2027 թ. ապրիլի 15–17, granted: 2027 թ. փետրվարի 20;
    number plate՝ 00-AA-000
  2 · Tigran Hakobyan · Տիգրան Հակոբյան
    nationality՝ Հայաստան; passport number՝ AB0000102; passport valid until՝
    2030 թ. նոյեմբերի 15; date of birth՝ 1975-06-02; permit՝ սահմանի հատման
    թույլտվություն (permit), 2027 թ. ապրիլի 15–17, granted: 2027 թ. փետրվարի 20;
    number plate՝ 00-AA-000
  3 · Karen Avetisyan · Կարեն Ավետիսյան
    nationality՝ Հայաստան; passport number՝ AB0000103; number plate՝ 00-AA-000
    permit՝ սահմանի հատման թույլտվություն (permit), 2027 թ. ապրիլի 15–17,
    granted: 2027 թ. փետրվարի 20
      տրանսպորտային միջոցի թույլտվություն (coach), 2027 թ. ապրիլի 15–17, not
      granted yet

2027 թ. ապրիլի 17, շաբաթ · 12:00–13:15 · չվերթ XX 8045, Հեյդար Ալիևի անվան
միջազգային օդանավակայան, Բաքու → Զվարթնոց միջազգային օդանավակայան, Երևան ·
Ադրբեջան → Հայաստան
  1 · Ani Sargsyan · Անի Սարգսյան
    nationality՝ Հայաստան; passport number՝ AB0000101; passport valid until՝
    2031 թ. մայիսի 1; date of birth՝ 1980-01-31
  2 · Tigran Hakobyan · Տիգրան Հակոբյան
    nationality՝ Հայաստան; passport number՝ AB0000102; passport valid until՝
    2030 թ. նոյեմբերի 15; date of birth՝ 1975-06-02

2027 թ. ապրիլի 17, շաբաթ · 12:30 (UTC+4)–14:50 (UTC+2) · չվերթ XX 642, Հեյդար
Ալիևի անվան միջազգային օդանավակայան, Բաքու → Վիեննայի միջազգային օդանավակայան,
Վիեննա · Ադրբեջան → Ավստրիա
  1 · Eva Lindner
    nationality՝ Ավստրիա; passport number՝ U0000101; passport valid until՝ 2033
    թ. հունիսի 30; date of birth՝ 1969-12-24

2027 թ. ապրիլի 17, շաբաթ · 16:45–17:45 · Ոսկեպար / Աշաղը Ասկիպարա · Ադրբեջան →
Հայաստան
  1 · Karen Avetisyan · Կարեն Ավետիսյան
    nationality՝ Հայաստան; passport number՝ AB0000103; number plate՝ 00-AA-000
pbplan: the plan does not say everything; empty in the list: passport valid until (2), date of birth (2)
exit 0
