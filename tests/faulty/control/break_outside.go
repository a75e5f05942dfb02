package main

func main() {
	break
	continue
	fallthrough
	switch {
	case true:
		continue
	}
	func() {
		break
	}()
	if true {
		break
	}
	select {
	default:
		fallthrough
	}
}
