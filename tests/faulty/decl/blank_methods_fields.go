// all errors
package main

type T struct {
	_ int
	_ string
}

func (T) _() {}

type I interface{ _() }

func main() {
	var t T
	t._ = 1
	t._()
	_ = T{_: 1}
	_()
	x := _
	_ = _
	_++
	_ += 1
	var _ = _
	for _ = range []int{} {
	}
	println(_)
	switch _ {
	}
	_ := 1
	if _ {
	}
	return _
}
