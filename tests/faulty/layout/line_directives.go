package main

//line foo.go:100
func main() {
	x := 1
//line bar.go:7:3
	var y string = 2
/*line baz.go:50:1*/ z := 3
}
