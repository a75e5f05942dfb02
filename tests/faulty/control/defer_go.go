// all errors
package main

func f() int { return 1 }

func main() {
	defer f
	defer f()()
	defer (f())
	defer int(3)
	defer len("x")
	defer append([]int{}, 1)
	defer panic(1)
	defer recover()
	defer copy(nil, nil)
	defer new(int)
	defer func() {}
	defer 1
	go f
	go (func() {})()
	go make([]int, 1)
	go print
	go println()
	go undefined()
	defer complex(1, 2)
	defer unsafe.Sizeof(1)
	defer close(make(chan int))
	defer delete(map[int]int{}, 1)
	defer cap([]int{})
	defer imag(1i)
	defer min(1, 2)
	defer clear(map[int]int{})
	defer struct{}{}
	defer <-make(chan int)
}
