// all errors
package main

func f() {
L1:
	for {
	}
L2:
	select {}
L3:
	switch {
	case true:
		break L3
	}
L4:
	if true {
		break L4
	}
L5:
	f()
L6:
	for {
		break L6
	}
L6:
	for {
		continue L5
		break L5
		if true {
			goto L7
		}
	L7:
		break L8
	}
	goto go
	goto L9; L9:
	for {
		func() {
			break L6
			goto L6
		}()
	}
}

func main() {}
