package main

func main() {
	var c complex64 = 1
	var d complex128 = c
	_ = c < c
	_ = real(5, 6)
	_ = real("a")
	var f float64 = 1i
	_ = c % c
	_ = complex(float32(1), float64(2))
	_ = int(2i)
	_ = c & 1
	_ = d
}
