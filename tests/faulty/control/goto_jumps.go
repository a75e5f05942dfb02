package main

func main() {
	goto L
	x := 1
	_ = x
L:
	goto M
	{
	M:
	}
	goto N
	for {
	N:
	}
	goto O
	if true {
	O:
	} else {
		goto P
	}
P:
}
