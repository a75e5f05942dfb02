package main

func main() {
	var a chan<-<- int
	var b <-int
	_, _ = a, b
}
