module example.com/asmboth

go 1.27
