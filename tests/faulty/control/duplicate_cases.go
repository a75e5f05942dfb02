package main

func main() {
	x := 1
	switch x {
	case 1, 2, 1:
	case 2:
	case 'a', 97:
	}
	switch "a" {
	case "a":
	case "b", "a":
	}
	switch {
	case true:
	case false:
	case true:
	}
	switch 1.5 {
	case 1.5, 1.5:
	}
	switch x {
	default:
	default:
	}
}
