package main

func main() {
	_ = 08
	_ = 0x
	_ = 1__0
	_ = 0b12
	_ = 1e
	_ = 0o8
	_ = 0x1.0
	_ = 1_
}
