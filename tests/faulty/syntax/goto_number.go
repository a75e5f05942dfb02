package main

func main() {
	goto 1
	break 2
	continue "a"
	fallthrough x
}
