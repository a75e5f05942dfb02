package main

func main() {
	var a int8 = 128
	var b uint8 = -1
	var c int = 1 << 63
	var d uint64 = 1 << 64
	e := 1 << 100
	var f float32 = 1e40
	var g = int8(200)
	const h int16 = 40000
	var i byte = 'é' + 100
	var j rune = 1 << 31
	_ = 1e1000 * 1e1000
}
