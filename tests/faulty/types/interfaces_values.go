package main

type I interface {
	~int | string
}
type C interface{ comparable }

var a I
var b C
var c comparable
var d []I

func f(x I) {}

func g() C { return nil }

type S struct{ I }

func main() { _ = any(1).(I) }
