// Faults of labels.
package main

func main() {
L:
	for {
	}
L:
	x := 1
unused:
	for {
		break M
		continue L
		goto N
	}
	if true {
	N:
	}
	func() { break L; goto L }()
	switch {
	case true:
		continue
	}
B:
	{
		break B
		continue B
	}
	goto
	break 5
}
