Rooms

Այց Բաքու · 2027 թ. ապրիլի 15–17 · Բաքու
────────────────────────────────────────

Այգի հյուրանոց, Բաքու
  Անի Սարգսյան
    delegation՝ Հայկական պատվիրակություն; function՝ delegate; arrival՝ ապր 15,
    հնգ; departure՝ ապր 17, շբթ; nights՝ 2; paid by՝ Ադրբեջանական
    պատվիրակություն; notes՝ quiet rooms
  Տիգրան Հակոբյան
    delegation՝ Հայկական պատվիրակություն; function՝ delegate; arrival՝ ապր 15,
    հնգ; departure՝ ապր 17, շբթ; nights՝ 2; paid by՝ Ադրբեջանական
    պատվիրակություն; notes՝ quiet rooms
  Կարեն Ավետիսյան
    delegation՝ Հայկական պատվիրակություն; function՝ driver; arrival՝ ապր 15,
    հնգ; departure՝ ապր 17, շբթ; nights՝ 2; paid by՝ Ադրբեջանական
    պատվիրակություն; notes՝ quiet rooms
  Եվա Լինդներ
    delegation՝ of no delegation; function՝ facilitator; arrival՝ ապր 15, հնգ;
    departure՝ ապր 17, շբթ; nights՝ 2; paid by՝ իր ինստիտուտը

Nights

Այց Բաքու · 2027 թ. ապրիլի 15–17 · Բաքու
────────────────────────────────────────
  night from         people  room for

Այգի հյուրանոց, Բաքու
  2027 թ. ապրիլի 15       4        12
  2027 թ. ապրիլի 16       4        12
exit 0
