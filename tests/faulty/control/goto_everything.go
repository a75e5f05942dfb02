// all errors
package main

func a(b bool) {
	goto L
	x := 1
	_ = x
L:
	goto M
	{
	M:
	}
	if b {
		goto N
	}
	for {
	N:
		break
	}
	goto missing
	goto L
O:
O:
	for {
		break O
		continue O
	}
P:
	switch {
	default:
		continue P
	}
Q:
	if b {
		break Q
	}
	func() {
		goto L
		break
		continue
	}()
	break P
	fallthrough
	select {
	case <-make(chan int):
		fallthrough
	default:
		break
	}
R:
	{
		break R
		continue R
	}
}

func main() {}
