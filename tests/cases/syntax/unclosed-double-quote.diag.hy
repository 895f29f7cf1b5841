unclosed-double-quote.yaml:2:8: սխալ[PB101]՝ այստեղ բացվող չակերտը ոչ մի տեղ չի փակվում
    2 | title: "Plan
      |        ^
1 սխալ
exit 1
