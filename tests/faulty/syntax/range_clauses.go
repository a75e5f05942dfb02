package main

func main() {
	for i, j, k := range []int{} {
	}
	for := range 3 {
	}
	for i := range {
	}
}
