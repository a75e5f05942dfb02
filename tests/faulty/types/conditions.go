package main

func main() {
	x := 1
	if x {
	}
	for x {
	}
	if x = 1; x {
	}
	for i := 0; i; i++ {
	}
	if nil {
	}
	if "a" {
	}
	if f() {
	}
	if !x {
	}
}

func f() {}
