package main

func f(int) string { return "" }

func main() {
	var a func(int) int = f
	var b func() = main()
	c := f(f)
	d := f("x")(1)
	main(1)
	5()
	"a"()
	var e func(...int) = func([]int) {}
	_ = func() { return 1 }
	func(x int) {}("a")
	f = nil
}
