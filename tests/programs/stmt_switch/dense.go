// Large integer and string switches with gaps and every integer type.
package main

func d(n uint8) int {
	switch n {
	case 0:
		return 10
	case 1:
		return 11
	case 2:
		return 12
	case 3:
		return 13
	case 4:
		return 14
	case 5:
		return 15
	case 6:
		return 16
	case 9:
		return 19
	case 10, 11, 12, 13:
		return 20
	case 200:
		return 300
	case 255:
		return 400
	}
	return -1
}

func neg(n int32) (r int) {
	switch n {
	case -3:
		r = 1
	case -2:
		r = 2
	case -1:
		r = 3
	case 0:
		r = 4
	case 1:
		r = 5
	case 2:
		r = 6
	case 3:
		r = 7
	case -1 << 31:
		r = 8
	case 1<<31 - 1:
		r = 9
	}
	return
}

func day(s string) int {
	switch s {
	case "monday":
		return 1
	case "tuesday":
		return 2
	case "wednesday":
		return 3
	case "thursday":
		return 4
	case "friday":
		return 5
	case "saturday":
		return 6
	case "sunday":
		return 7
	case "someday":
		return 8
	case "daytime":
		return 9
	}
	return 0
}

func main() {
	for i := range 256 {
		if v := d(uint8(i)); v >= 0 {
			print(i, ":", v, " ")
		}
	}
	println()
	for i := int32(-5); i < 5; i++ {
		print(neg(i), " ")
	}
	println(neg(-1<<31), neg(1<<31-1))
	for _, s := range []string{"monday", "friday", "saturday", "someday", "daytime", "payday", "", "sundays"} {
		print(day(s), " ")
	}
	println()
}
