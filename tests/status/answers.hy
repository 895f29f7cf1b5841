Հանդիպումներ
  Third meeting  2027 թ. ապրիլի 15–16  42 օրից  հաստատված
    բացթողումներ չկան
  Autumn meeting  2027 թ. հոկտեմբերի 14  224 օրից  նախնական
    բացթողումներ չկան
  Winter meeting  2027 թ. դեկտեմբերի 14  285 օրից  նախագիծ
    բացթողումներ չկան

Invitations
  Third meeting  2027 թ. ապրիլի 15–16  answered: 5 of 7
    no answer since 2027 թ. մարտի 1: Nigar Hasanova, Nino Lomidze
    change proposed: Leyla Mammadova (proposal: 2027 թ. ապրիլի 22–23; «A week later?»)
    declined: Tigran Hakobyan («I have to be in Yerevan that week �[31m— sorry»)
    delegated: Orkhan Guliyev (to: Nigar Hasanova)
    accepted tentatively: Mariam Petrosyan
    accepted: Ani Sarkisian
    Round table  2027 թ. ապրիլի 15, 10:00–12:00  answered: 2 of 7
      no answer since 2027 թ. մարտի 1: Tigran Hakobyan, Mariam Petrosyan, Orkhan Guliyev, Nigar Hasanova, Nino Lomidze
      declined: Leyla Mammadova
      accepted: Ani Sarkisian
    Museum  2027 թ. ապրիլի 15, 16:00–17:00  answered: 1 of 7
      no answer since 2027 թ. մարտի 1: Tigran Hakobyan, Mariam Petrosyan, Leyla Mammadova, Orkhan Guliyev, Nigar Hasanova, Nino Lomidze
      accepted: Ani Sarkisian
    Concert  2027 թ. ապրիլի 16  answered: 2 of 2
      change proposed: Ani Sarkisian (proposal: 2027 թ. ապրիլի 16, 18:00–20:00)
      declined: Leyla Mammadova (proposal: 2027 թ. ապրիլի 16, 23:00 – 2027 թ. ապրիլի 17, 02:00)
    Reception  2027 թ. ապրիլի 16, 09:00–10:00  answered: 2 of 5
      no answer since 2027 թ. մարտի 1: Leyla Mammadova, Rauf Aliyev
      delegated: Nino Lomidze (to: office@interpreters.example)
      accepted: Ani Sarkisian
      not invited, as no "email" is given: Giorgi Kapanadze
  Autumn meeting  2027 թ. հոկտեմբերի 14
    nobody is invited yet
  2 messages are due for "Answers": pbplan invite
exit 0
