package main

func main() {
L:
	for {
	}
M:
	println()
	break L
	continue M
	goto N
	for {
		break M
		continue X
	}
M:
}
