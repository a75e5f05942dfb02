package main

func main() {
	x := 5
	_ = 1 / 0
	_ = x / 0
	_ = 1.0 / 0
	_ = x % 0
	_ = 1 % 0
	const z = 0
	_ = x / z
	f := 1.5
	_ = f / 0
	x /= 0
	x %= 0.0
	_ = 1i / 0
}
