package main

func main() {
A:
	for {
		func() {
			break A
		}()
	}
B:
	{
	}
}
