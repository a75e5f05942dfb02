package main

func main() {
	switch x {
		println(1)
	case 1:
	}
	switch 1 {
	case 1, :
	}
}
