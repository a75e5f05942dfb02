// Calling a nil function value; go with a nil function is a fatal error instead.
package main

func try(f func()) {
	defer func() { println(recover().(error).Error()) }()
	f()
}

func main() {
	try(nil)
	try(func() { var fs map[string]func(int) int; _ = fs["x"](3) })
	try(func() { var i interface{ M() }; i.M() })
	try(func() { var f func(); defer f(); println("deferred nil") })
	try(func() { var p *struct{ f func() }; p.f() })
	var f func()
	go f()
	select {}
}
