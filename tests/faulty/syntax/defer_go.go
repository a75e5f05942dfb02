package main

func main() {
	defer 1
	go func() {}
	defer (f())
	go println
}

func f() {}
