Հանդիպումներ
  Third meeting  2027 թ. ապրիլի 15–16  42 օրից  հաստատված
    բացթողումներ չկան
  Autumn meeting  2027 թ. հոկտեմբերի 14  224 օրից  նախնական
    բացթողումներ չկան
  Winter meeting  2027 թ. դեկտեմբերի 14  285 օրից  նախագիծ
    բացթողումներ չկան

Հրավերներ
  Third meeting  2027 թ. ապրիլի 15–16  պատասխաններ՝ 5 / 7
    առանց պատասխանի (ուղարկման օրը՝ 2027 թ. մարտի 1)՝ Nigar Hasanova, Nino Lomidze
    փոփոխություն են առաջարկել՝ Leyla Mammadova (առաջարկը՝ 2027 թ. ապրիլի 22–23; «A week later?»)
    մերժել են՝ Tigran Hakobyan («I have to be in Yerevan that week �[31m— sorry»)
    փոխանցել են այլ անձի՝ Orkhan Guliyev (ում՝ Nigar Hasanova)
    նախնական համաձայնություն են տվել՝ Mariam Petrosyan
    ընդունել են՝ Ani Sarkisian
    Round table  2027 թ. ապրիլի 15, 10:00–12:00  պատասխաններ՝ 2 / 7
      առանց պատասխանի (ուղարկման օրը՝ 2027 թ. մարտի 1)՝ Tigran Hakobyan, Mariam Petrosyan, Orkhan Guliyev, Nigar Hasanova, Nino Lomidze
      մերժել են՝ Leyla Mammadova
      ընդունել են՝ Ani Sarkisian
    Museum  2027 թ. ապրիլի 15, 16:00–17:00  պատասխաններ՝ 1 / 7
      առանց պատասխանի (ուղարկման օրը՝ 2027 թ. մարտի 1)՝ Tigran Hakobyan, Mariam Petrosyan, Leyla Mammadova, Orkhan Guliyev, Nigar Hasanova, Nino Lomidze
      ընդունել են՝ Ani Sarkisian
    Concert  2027 թ. ապրիլի 16  պատասխաններ՝ 2 / 2
      փոփոխություն են առաջարկել՝ Ani Sarkisian (առաջարկը՝ 2027 թ. ապրիլի 16, 18:00–20:00)
      մերժել են՝ Leyla Mammadova (առաջարկը՝ 2027 թ. ապրիլի 16, 23:00 – 2027 թ. ապրիլի 17, 02:00)
    Reception  2027 թ. ապրիլի 16, 09:00–10:00  պատասխաններ՝ 2 / 5
      առանց պատասխանի (ուղարկման օրը՝ 2027 թ. մարտի 1)՝ Leyla Mammadova, Rauf Aliyev
      փոխանցել են այլ անձի՝ Nino Lomidze (ում՝ office@interpreters.example)
      ընդունել են՝ Ani Sarkisian
      հրավիրված չեն, քանի որ «email» բանալին նշված չէ՝ Giorgi Kapanadze
  Autumn meeting  2027 թ. հոկտեմբերի 14
    դեռ ոչ ոք հրավիրված չէ
  «Answers» պլանով ուղարկման ենթակա է 2 նամակ՝ pbplan invite
exit 0
