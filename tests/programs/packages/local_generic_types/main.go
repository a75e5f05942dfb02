package main

import ("fmt"; "nest/lib")

func main() {
	fmt.Println(lib.Describe(1)); fmt.Println(lib.Describe("s")); fmt.Println(lib.Describe([]int{1}))
	fmt.Printf("%T %T %v\n", lib.Small(1), lib.Small("x"), lib.Small(1) == lib.Small(1))
}
