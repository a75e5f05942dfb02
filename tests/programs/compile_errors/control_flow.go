// Faults of statements.
package main

func a() int {
	for {
		break
	}
}

func b(x int) int {
	if x > 0 {
		return 1
	} else {
		x++
	}
}

func c() {
	break
	continue
	for {
		continue nowhere
	}
unused:
	goto missing
	if x := 1; x {
	}
	for i := 0; i < 10; i := 5 {
	}
}

func d() {
	goto L
	x := 1
L:
	_ = x
	{
		goto M
	}
	for {
	M:
	}
	switch {
	case true:
		fallthrough
	}
	switch 1 {
	case 1:
	case 1:
	case "x":
	default:
	default:
	}
}

func main() {}
