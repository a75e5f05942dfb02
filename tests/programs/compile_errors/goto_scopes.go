// goto over declarations and into blocks.
package main

func a() {
	goto L
	var x int
	_ = x
L:
}

func b() {
	goto M
	{
	M:
	}
	if true {
		goto N
	}
	for {
	N:
	}
}

func c() {
O:
	func() { goto O }()
	goto P
	y := 1
	_ = y
P:
	goto P
}

func main() {}
