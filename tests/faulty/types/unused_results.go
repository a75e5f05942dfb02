package main

func f() int { return 1 }

func main() {
	1
	f
	f() + 1
	x := 2
	x
	-x
	x == 1
	len("a")
	append([]int{}, 1)
	[]int{}
	func() {}
	<-make(chan int)
	any(1).(int)
	x.y
}
