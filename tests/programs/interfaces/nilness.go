// Nil interfaces against interfaces that hold nil pointers.
package main

type E struct{}

func (*E) Error() string { return "E" }

func may(fail bool) error {
	var e *E
	if fail {
		e = &E{}
	}
	return e
}

func good(fail bool) error {
	if fail {
		return &E{}
	}
	return nil
}

func main() {
	println(may(false) == nil, may(true) == nil, good(false) == nil, good(true) == nil)
	var e *E
	var i error = e
	println(i == nil, i.(*E) == nil, i == error(e), i == error((*E)(nil)))
	println(i.Error())
	var a, b any
	println(a == b, a == nil)
	a = i
	println(a == nil, a == any(e), a.(error).Error())
	b = (*int)(nil)
	println(a == b, b == any((*int)(nil)))
	var f func()
	a = f
	println(a == nil)
	var n error
	a = n
	println(a == nil)
}
