package main

func main() {
	println("\q", '\8', "\x4", "\u12", '\400')
}
