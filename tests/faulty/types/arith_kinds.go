package main

func main() {
	var i int
	var i8 int8
	var u uint
	var f float64
	_ = i + i8
	_ = i * f
	_ = u - i
	_ = f / i8
	i += f
	i8 = i
	u = -1
	f = i
	_ = i << f
	i <<= 1.5
	_ = ^f
}
