colon-in-text.yaml:2:17: սխալ[PB101]՝ տեքստը, որում «:» նշանին բացատ է հետևում, պետք է առնել չակերտների մեջ
    2 | title: Session I: media
      |                 ^
գրել՝ title: "Session I: media"
1 սխալ
exit 1
