unknown-key-near.yaml:4:1: սխալ[PB104]՝ «organiser» բանալին այստեղ անհայտ է. նկատի ունեի՞ք «organizer»
    4 | organiser: {name: Office, email: office@plan.example}
      | ^^^^^^^^^
գրել՝ organizer
1 սխալ
exit 1
