People

Այց Բաքու · 2027 թ. ապրիլի 15–17 · Բաքու
────────────────────────────────────────

Ադրբեջանական պատվիրակություն
  Լեյլա Ռզաևա
    part՝ head; function՝ delegate; position՝ Տնօրեն; languages՝ az, en; e-mail՝
    leyla@institute.example; telephone՝ +994 00 0000101; diet՝ առանց ձկան;
    answer՝ no answer yet
  Օրխան Գուլիև
    part՝ member; function՝ delegate; diet՝ բուսակեր; there from՝ 2027 թ. ապրիլի
    16
  Ռաուֆ Քերիմով
    part՝ staff; function՝ driver

Հայկական պատվիրակություն
  Անի Սարգսյան
    part՝ head; function՝ delegate; position՝ Տնօրեն; institution՝
    Տարածաշրջանային հետազոտությունների կենտրոն; languages՝ hy, en; e-mail՝
    ani@centre.example; telephone՝ +374-00-000101; private e-mail՝
    ani.home@mail.example; address՝ 5 Garden Street; diet՝ բուսակեր; answer՝
    comes; answered on՝ 2027 թ. մարտի 2; notes՝ arrives with a walking stick
  Տիգրան Հակոբյան
    part՝ member; function՝ delegate; e-mail՝ tigran@centre.example; telephone՝
    +37400000102; answer՝ does not come; answered on՝ 2027 թ. մարտի 3
  Կարեն Ավետիսյան
    part՝ staff; function՝ driver

of no delegation
  Եվա Լինդներ
    part՝ other participant; function՝ facilitator; e-mail՝ eva@bridge.example

Ադրբեջանական պատվիրակություն՝ in some items only
  Քամրան Սուլեյմանով
    part՝ in some items only; function՝ official
exit 0
