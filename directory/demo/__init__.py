"""The demonstration: the places of the five policies, their departments and duties. All people are made up."""
