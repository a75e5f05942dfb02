package main

type T struct{ _ int }

func main() {
	x := _
	_ = _
	var t T
	t._ = 1
	_()
	_ = T{_: 1}
}
