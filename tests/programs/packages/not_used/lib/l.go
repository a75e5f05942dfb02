package lib

type T struct{ x, y int }

func (T) m() {}

var private int
