package main

func main() {
	var a int = 1.5
	var b uint = 2.5 * 3
	const c int = 10 / 4.0
	var d = int(1.1)
	var e rune = 'a' * 1.1
	var f int = "a" + "b"
	_ = []int{}[1.5]
	_ = 1 << 1.5
	_ = 5.5 % 2
	var g byte = 0.1
}
