// Division truncates toward zero, remainder takes the dividend's sign.
package main

func main() {
	for _, p := range [][2]int{{7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {6, 3}, {0, 5}, {1, 9}} {
		x, y := p[0], p[1]
		println(x, y, x/y, x%y, int8(x)/int8(y), int8(x)%int8(y), (x/y)*y+x%y == x)
	}
	println(uint8(250)/7, uint8(250)%7, uint64(1<<63+7)/10, uint64(1<<63+7)%10)
	for _, x := range []int{-9, -8, -1, 0, 1, 8, 9} {
		print(x/2, " ", x/4, " ", x%4, " ", x/8, " ", x/-8, " ", x/10, " ", x%10, " ", x/1, " ", x/-1, ";")
	}
	println()
	for _, x := range []uint32{0, 1, 6, 7, 4294967295, 1 << 31} {
		print(x/3, " ", x/7, " ", x%7, " ", x/641, " ", x/16, " ", x%16, ";")
	}
	println()
	x := -100
	x /= 7
	println(x)
	x %= 5
	println(x)
}
