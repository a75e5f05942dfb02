package main

func main() {
	println("ÿÃ")
	// ş
	x€ := 1
}
