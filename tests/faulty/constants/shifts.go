package main

func main() {
	const a = 1 << -1
	_ = 1 << 1000
	var f float64 = 1 << 3
	s := 2
	var g float64 = 1 << s
	_ = 1.5 << 2
	_ = "a" << 1
	_ = 1 << "a"
	_ = 1 << 1e10
	var i int32 = 1 << 31
	_ = f << 1
	_ = s << 2.5
}
