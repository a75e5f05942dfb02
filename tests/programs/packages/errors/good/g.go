package good

func F() {}
