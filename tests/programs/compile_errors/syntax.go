// A syntax fault in the middle of a file.
package main

func main() {
	x := []int{1, 2
	}
	if x == nil
	{
	}
	for i := 0; i < 10; i++
		println(i)
	y = = 3
	func foo() {}
	var 5 int
	a b c
}
}
