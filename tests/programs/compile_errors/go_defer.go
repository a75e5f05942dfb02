// What go and defer need.
package main

func f() int { return 1 }

func main() {
	defer f
	go func() {}
	defer (f())
	go (f)()
	defer len("a")
	defer append([]int{}, 1)
	go new(int)
	defer int(5)
	defer recover()
	defer panic(1)
	defer print("x")
	go func(x int) {}(1, 2)
	defer nothing()
	defer f() + 1
}
